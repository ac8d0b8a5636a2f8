extension YANGModule {
  /// The text of labs/yang/plugfest-apn.yang, so that the program needs no file of its sources; a test compares the two.
  static let plugfestAPN = #"""
    module plugfest-apn {
      yang-version 1.1;
      namespace "urn:plugfest:params:xml:ns:yang:plugfest-apn";
      prefix pa;

      import ietf-inet-types { prefix inet; }

      organization "Plugfest project";
      contact "https://plugfest.dev";
      description
        "What a packet core needs to know of an access point (APN in the EPC, DNN in the 5GC), in the least common
         form. It serves the tests of operators that configure access points; no vendor's model is meant.";

      revision 2026-11-21 {
        description "First version.";
        reference "3GPP TS 23.003 clause 9, TS 29.571, TS 23.501";
      }

      typedef network-identifier {
        type string { length "1..62"; pattern '[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?'; }
        description "TS 23.003 clause 9.1.1: at most 63 octets encoded, which are 62 characters.";
      }

      typedef bit-rate {
        type uint64 { range "1..max"; }
        units "bits per second";
      }

      container access-points {
        list access-point {
          key name;
          description "One access point.";

          leaf name { type string { length "1..253"; } }
          leaf network-identifier { type network-identifier; mandatory true; }
          leaf operator-identifier {
            type string { pattern 'mnc[0-9]{3}\.mcc[0-9]{3}\.gprs'; }
            description "TS 23.003 clause 9.1.2.";
          }
          container snssai {
            presence "The access point belongs to a network slice.";
            leaf sst { type uint8; mandatory true; }
            leaf sd { type string { pattern '[0-9A-F]{6}'; } }
          }
          leaf-list session-type {
            type enumeration {
              enum IPV4; enum IPV6; enum IPV4V6; enum UNSTRUCTURED; enum ETHERNET;
            }
            min-elements 1;
          }
          leaf default-session-type {
            type string;
            must "../session-type = current()" {
              error-message "the default session type must be an allowed one";
              error-app-tag "default-not-allowed";
            }
          }
          leaf five-qi { type uint8; }
          leaf arp-priority { type uint8 { range "1..15"; } }
          container session-ambr {
            leaf uplink { type bit-rate; }
            leaf downlink { type bit-rate; }
          }
          list pool {
            key name;
            leaf name { type string; }
            leaf prefix { type inet:ip-prefix; mandatory true; }
          }
          leaf-list dns-server {
            type inet:ip-address;
            ordered-by user;
            description "Most preferred first.";
          }
          leaf mtu { type uint16 { range "1280..9000"; } units "octets"; }
          leaf network-instance { type string { length "1..max"; } }
          leaf admin-state {
            type enumeration { enum unlocked; enum locked; }
            default unlocked;
            description "Locked: no new sessions.";
          }
          leaf managed-by {
            type string;
            description "Who wrote it; what bears another's name, or none, belongs to somebody else.";
          }
        }
      }
    }

    """#
}
